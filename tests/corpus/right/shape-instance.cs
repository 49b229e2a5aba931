namespace Corpus;

public partial class InstanceMail(HttpClient client)
{
    [Task] public Task Send(string to, CancellationToken ct) => client.GetStringAsync(to, ct);
}
