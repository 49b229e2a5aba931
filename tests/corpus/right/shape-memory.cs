namespace Corpus;

public static partial class ShapeMemory
{
    [Task] public static int Do(ReadOnlyMemory<char> text) => text.Length;
}
