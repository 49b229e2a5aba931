namespace Corpus;

public static partial class ShapeReturnsValuetask
{
    [Task] public static ValueTask<int> Do() => new(1);
}
