namespace Corpus;

public static partial class ShapeReturnsTask
{
    [Task] public static Task Do() => Task.CompletedTask;
}
