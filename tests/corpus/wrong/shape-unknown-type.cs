namespace Corpus;

public static partial class WrongUnknownType
{
    [Task] public static void Do(Missing value) { } //! CS0246
}
