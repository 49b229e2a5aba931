namespace Corpus;

public static partial class ShapeObsolete
{
    [Obsolete("Use Other.")]
    [Task] public static void Do() { }
}
