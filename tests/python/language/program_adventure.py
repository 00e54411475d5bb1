"""A scripted text adventure: state machine, match statement, textwrap, json save games."""
import json
import textwrap
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple


class State(str, Enum):
    EXPLORE = "explore"
    FIGHT = "fight"
    WON = "won"
    DEAD = "dead"


class Item(NamedTuple):
    name: str
    weight: int = 1
    damage: int = 0


@dataclass
class Room:
    name: str
    description: str
    exits: dict = field(default_factory=dict)
    items: list = field(default_factory=list)
    monster: str | None = None


WORLD = {
    "hall": Room("Great Hall", "A dusty hall with tall windows. The light of the setting sun falls on a long oak table, "
                 "where nobody has eaten for a hundred years.", {"north": "library", "east": "cellar"}, [Item("lamp", 2)]),
    "library": Room("Library", "Books, books, books.", {"south": "hall"}, [Item("sword", 3, 5), Item("scroll")]),
    "cellar": Room("Cellar", "It is dark and damp.", {"west": "hall"}, [Item("gold", 10)], "troll"),
}


class Game:
    def __init__(self):
        self.room = "hall"
        self.inventory = []
        self.state = State.EXPLORE
        self.hp = 10
        self.log = []

    def say(self, text, **kw):
        for line in textwrap.wrap(text, width=60, initial_indent="  ", subsequent_indent="  "):
            print(line)

    def command(self, line):
        print(f"> {line}")
        match line.lower().split():
            case []:
                self.say("Say something.")
            case ["quit" | "exit"]:
                self.state = State.DEAD
            case ["look"] | ["l"]:
                self.look()
            case ["go", direction] | [("north" | "south" | "east" | "west") as direction]:
                self.go(direction)
            case ["take", *things] if things:
                for t in things:
                    self.take(t)
            case ["attack", target, "with", weapon]:
                self.attack(target, weapon)
            case ["attack", target]:
                self.attack(target)
            case ["inventory"]:
                total = sum(i.weight for i in self.inventory)
                self.say(", ".join(f"{i.name} ({i.weight})" for i in self.inventory) + f"; total {total}" if self.inventory else "Nothing.")
            case [verb, *_]:
                self.say(f"I don't know how to {verb!r}.")

    def look(self):
        r = WORLD[self.room]
        print(f"[{r.name}]".center(60, "="))
        self.say(r.description)
        if r.items:
            self.say("You see: " + ", ".join(i.name for i in r.items))
        if r.monster:
            self.say(f"A {r.monster} stands here!")

    def go(self, direction):
        try:
            self.room = WORLD[self.room].exits[direction]
        except KeyError as e:
            self.say(f"There is no way {e.args[0]}.")
        else:
            self.look()
            if WORLD[self.room].monster:
                self.state = State.FIGHT

    def take(self, name):
        room = WORLD[self.room]
        if room.monster:
            return self.say(f"The {room.monster} won't let you.")
        item = next((i for i in room.items if i.name == name), None)
        if item is None:
            self.say(f"No {name} here.")
            return
        room.items.remove(item)
        self.inventory.append(item)
        self.say(f"Taken: {item.name}.")
        if item.name == "gold":
            self.state = State.WON

    def attack(self, target, weapon=None):
        room = WORLD[self.room]
        if room.monster != target:
            return self.say(f"There is no {target}.")
        dmg = max((i.damage for i in self.inventory if weapon is None or i.name == weapon), default=0)
        if dmg >= 5:
            self.say(f"You slay the {target}.")
            room.monster = None
            self.state = State.EXPLORE
        else:
            self.hp -= 4
            self.say(f"The {target} hits you. hp={self.hp}")
            if self.hp <= 0:
                self.state = State.DEAD

    def save(self):
        return json.dumps({"room": self.room, "hp": self.hp, "state": self.state,
                           "inventory": [i._asdict() for i in self.inventory]}, indent=2, sort_keys=True)


def play(script):
    g = Game()
    g.look()
    for line in script.strip().split("\n"):
        g.command(line.strip())
        if g.state in (State.WON, State.DEAD):
            break
    print("state:", g.state, g.state.value, g.state == "won")
    return g


g = play("""
look
dance wildly
east
take gold
attack troll
west
north
take sword scroll banana
inventory
up
go south
go east
attack troll with sword
take gold
""")
data = g.save()
print(data)
restored = json.loads(data)
print(Item(**restored["inventory"][0]), restored["state"])
print(textwrap.dedent("""
    Thank you
      for playing.
""").strip())
print(textwrap.fill("The quick brown fox jumps over the lazy dog " * 3, 40))
print(textwrap.shorten("The quick brown fox jumps over the lazy dog", width=25, placeholder="..."))
print(textwrap.indent("a\nb\n\nc", "> "))
