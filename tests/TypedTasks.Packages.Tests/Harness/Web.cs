namespace TypedTasks.Packages.Tests.Harness;

/// <summary>Asks a web application that has just been started.</summary>
internal static class Web
{
    private const string Listening = "Now listening on: ";

    public static async Task<HttpClient> ClientAsync(Service service)
    {
        var line = await service.LineAsync(Listening);
        return new HttpClient { BaseAddress = new Uri(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Trim()) };
    }

    public static async Task<string> PostAsync(HttpClient http, string path)
    {
        using var answer = await http.PostAsync(path, null);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }
}
