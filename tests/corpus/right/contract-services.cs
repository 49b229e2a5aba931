//contract # What has shipped.
//contract task work-services.do(a: int): nothing
namespace Corpus;

public static partial class WorkServices
{
    [Task] public static Task Do(int a, [FromServices] HttpClient client, CancellationToken ct = default) => client.GetStringAsync("a", ct);
}
