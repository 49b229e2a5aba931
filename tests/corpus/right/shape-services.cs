namespace Corpus;

public static partial class ShapeServices
{
    [Task] public static Task Do([FromServices] HttpClient client, CancellationToken ct) => client.GetStringAsync("a", ct);
}
