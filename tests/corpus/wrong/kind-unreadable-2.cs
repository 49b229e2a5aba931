namespace Corpus;

public static partial class Depots
{
    [Task] public static Dictionary<(int Row, int Column), string> Plan() => []; //! TT2002
}
