namespace Corpus;

public static partial class ShapeInternal
{
    [Task] internal static void Do() { }
}
