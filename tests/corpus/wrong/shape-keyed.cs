namespace Corpus;

public static partial class WrongKeyed
{
    [Task] public static void Do([FromKeyedServices("a")] HttpClient? client) => client?.Dispose(); //! TT0015
}
