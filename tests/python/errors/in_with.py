class Room:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        print("leaving")


with Room() as room:
    room.open()
