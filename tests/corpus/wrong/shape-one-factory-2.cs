namespace Corpus;

public static partial class WrongOneFactory2
{
    [Task("two.a")] public static Task<string> Do([FromKeyedServices("a")] HttpClient client, CancellationToken ct) => client.GetStringAsync("a", ct);
    [Task("two.b")] public static Task<string> Do([FromServices] HttpClient client) => client.GetStringAsync("a"); //! TT0020
}
