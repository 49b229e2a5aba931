namespace Corpus;

public static partial class ShapeKeyed
{
    [Task] public static Task Do([FromKeyedServices("eu")] HttpClient client, CancellationToken ct) => client.GetStringAsync("a", ct);
}
