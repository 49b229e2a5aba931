namespace TypedTasks.Cli.Doctor.Configuration;

/// <summary>Asks a running application how it is: it alone reaches its store as it does.</summary>
internal static class HealthExamination
{
    private const string Title = "The application is healthy: its store answers, and its worker receives";
    private const int MostShown = 300;

    public static async Task<Finding> RunAsync(Uri address, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        try
        {
            using var answer = await http.GetAsync(address, cancellationToken);
            var text = (await answer.Content.ReadAsStringAsync(cancellationToken)).ReplaceLineEndings(" ").Trim();
            var saw = $"{address} answers {(int)answer.StatusCode}: {text[..Math.Min(text.Length, MostShown)]}";
            return (answer.IsSuccessStatusCode, text) switch
            {
                (true, "Degraded") => new("S1", Title, Verdict.Warning, saw) { Advice = "Its log, and the description of the check typedtasks, say what is slow or waits." },
                (true, _) => new("S1", Title, Verdict.Fine, saw),
                _ => new("S1", Title, Verdict.Wrong, saw) { Advice = "Its log, and the description of the check typedtasks, say whether store or broker is away. Is this the address of its health checks (MapHealthChecks)?" },
            };
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is HttpRequestException or TaskCanceledException)
        {
            return new("S1", Title, Verdict.Wrong, Problem.Of(e)) { Advice = $"See whether the application runs, and serves {address}." };
        }
    }
}
