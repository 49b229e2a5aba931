namespace Corpus;

public static partial class WrongOneFactory
{
    [Task("one.a")] public static void Do(int a, [FromServices] HttpClient client) => client.CancelPendingRequests(); //! TT1008
    [Task("one.b")] public static void Do(int a, CancellationToken ct) => ct.ThrowIfCancellationRequested(); //! TT0020 TT1008
}
