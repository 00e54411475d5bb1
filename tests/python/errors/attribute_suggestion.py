class Tree:
    def __init__(self):
        self.branches = []

    def grow(self):
        return self.branchs


Tree().grow()
