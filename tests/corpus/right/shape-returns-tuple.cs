namespace Corpus;

public static partial class ShapeReturnsTuple
{
    [Task] public static (int A, string B) Do() => (1, "");
}
