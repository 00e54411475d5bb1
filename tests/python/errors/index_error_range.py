range(3)[7]
