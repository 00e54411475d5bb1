import sys


def main(argv):
    print("args", len(argv))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except SystemExit as e:
        print("code", e.code)
        raise SystemExit
