namespace Corpus;

public static partial class Depots
{
    [Task] public static void Unload(Stack<string> boxes) { } //! TT2002
}
