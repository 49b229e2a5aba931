namespace Corpus;

public static partial class WrongService
{
    [Task] public static void Do(HttpClient client) { } //! TT0003
}
