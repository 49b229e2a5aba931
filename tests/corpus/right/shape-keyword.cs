namespace Corpus;

public static partial class ShapeKeyword
{
    [Task] public static void Do(int @class, string @event) { }
}
