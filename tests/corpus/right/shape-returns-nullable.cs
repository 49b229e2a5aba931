namespace Corpus;

public static partial class ShapeReturnsNullable
{
    [Task] public static int? Do() => null;
}
