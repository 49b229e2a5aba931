namespace Corpus;

public static partial class ShapeGenericHelper
{
    [Task] public static void Do() => Help<int>();
    private static void Help<T>() { }
}
