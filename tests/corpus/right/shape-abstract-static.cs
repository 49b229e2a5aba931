namespace Corpus;

public abstract partial class AbstractStatic
{
    [Task] public static void Do() { }
}
