def risky():
    try:
        raise OSError("disk on fire")
    except OSError:
        print("logging")
        raise


risky()
