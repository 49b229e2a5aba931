namespace Corpus;

public static partial class WrongWrongReturn
{
    [Task] public static int Do() => "a"; //! CS0029
}
