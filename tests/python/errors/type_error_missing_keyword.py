def box(w, *, label, colour="red"):
    return w


box(1)
