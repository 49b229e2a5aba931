namespace Corpus;

public partial class OuterRight
{
    internal static partial class Inner
    {
        [Task] public static void Do() { }
    }
}
