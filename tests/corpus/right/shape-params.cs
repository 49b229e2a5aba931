namespace Corpus;

public static partial class ShapeParams
{
    [Task] public static int Do(params int[] numbers) => numbers.Length;
}
