namespace Corpus;

public static partial class ShapePrivateHelper
{
    [Task] public static void Do() => Help();
    private static void Help() { }
}
