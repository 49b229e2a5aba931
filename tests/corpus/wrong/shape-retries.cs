namespace Corpus;

public static partial class WrongRetries
{
    [Task(MaxRetries = -5)] public static void Do() { } //! TT0014
}
