from math import square_root
