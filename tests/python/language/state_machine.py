from enum import Enum


class State(Enum):
    IDLE = "idle"
    RUNNING = "running"
    DONE = "done"


class Machine:
    transitions = {}

    def __init__(self):
        self.state = State.IDLE
        self.history = []

    @classmethod
    def on(cls, source, event, target):
        def register(action):
            cls.transitions[source, event] = target, action
            return action

        return register

    def fire(self, event, *args):
        try:
            target, action = self.transitions[self.state, event]
        except KeyError:
            raise ValueError(f"no {event!r} from {self.state.name}") from None
        self.history.append((self.state.value, event))
        result = action(self, *args)
        self.state = target
        return result


@Machine.on(State.IDLE, "start", State.RUNNING)
def start(m, job):
    return f"starting {job}"


@Machine.on(State.RUNNING, "tick", State.RUNNING)
@Machine.on(State.RUNNING, "stop", State.DONE)
def step(m):
    return f"{len(m.history)} events"


m = Machine()
print(m.fire("start", "job 1"), m.state, m.fire("tick"), m.fire("tick"), m.fire("stop"), m.state.value)
try:
    m.fire("start")
except ValueError as error:
    print(error, error.__cause__, error.__suppress_context__)
print(m.history, sorted((s.name, e) for s, e in Machine.transitions))


def coroutine_machine():
    state, log = "locked", []
    while True:
        event = yield state
        log.append(event)
        match state, event:
            case "locked", "coin":
                state = "unlocked"
            case "unlocked", "push":
                state = "locked"
            case _, "quit":
                return log


t = coroutine_machine()
print(next(t), *[t.send(e) for e in ("push", "coin", "coin", "push")])
try:
    t.send("quit")
except StopIteration as done:
    print(done.value)
