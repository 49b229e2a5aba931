namespace Corpus;

public static partial class ShapeDocumented
{
    /// <summary>Words.</summary>
    [Task] public static void Do() { }
}
