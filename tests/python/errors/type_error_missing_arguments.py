def box(w, h, d, *, label):
    return w * h * d


box()
