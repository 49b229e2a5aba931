namespace Corpus;

public static partial class WrongKeyed2
{
    [Task] public static void Do([FromKeyedServices("a")] HttpClient client = null!) => client.Dispose(); //! TT0015
}
