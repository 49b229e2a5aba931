namespace Corpus;

public static partial class WrongUnknownType2
{
    [Task] public static Missing Do() => throw new NotSupportedException(); //! CS0246
}
