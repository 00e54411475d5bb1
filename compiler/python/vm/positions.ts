/** The file that code of the library is in: its lines are in no traceback. */
export const libraryFile = (module: string): string => `<library ${module}>`;
export const isLibrary = (file: string): boolean => file.startsWith("<library ");
