namespace Corpus;

public static partial class ShapeReturnsNothing
{
    [Task] public static void Do() { }
}
