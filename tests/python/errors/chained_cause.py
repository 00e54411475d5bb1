class ConfigError(Exception):
    pass


def read(text):
    try:
        return int(text)
    except ValueError as error:
        raise ConfigError(f"bad number {text!r}") from error


read("many")
