using System.CommandLine;
using System.Net.Http.Headers;

namespace TypedTasks.Cli.Targets;

/// <summary>The options that name the API of an application.</summary>
internal sealed class ApiOptions
{
    private const string TokenVariable = "TYPEDTASKS_API_TOKEN";

    private readonly Option<string?> api = new("--api") { HelpName = "url", Description = "The API of an application (MapTypedTasksApi), instead of a store: https://shop.example/tasks/api.", Recursive = true };

    private readonly Option<string?> token = new("--token") { HelpName = "env:NAME", Description = $"The bearer token for the API. Without it, {TokenVariable} is read, which keeps it out of the list of processes.", Recursive = true };

    public void AddTo(Command command)
    {
        command.Add(api);
        command.Add(token);
    }

    /// <summary>Opens the API that is named; null where none is.</summary>
    /// <exception cref="UsageException">The address cannot be.</exception>
    public ApiClient? Open(ParseResult parsed) =>
        parsed.GetValue(api) is { } url ? Open(url, VariableArgument.Read(parsed.GetValue(token) ?? Environment.GetEnvironmentVariable(TokenVariable))) : null;

#pragma warning disable CA2000 // What is opened belongs to the client that is returned, which closes it.
    private static ApiClient Open(string url, string? token)
    {
        if (!Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new UsageException($"--api is '{url}': write the address of the API, such as https://shop.example/tasks/api.");
        if (token is not null && address.Scheme == "http" && !address.IsLoopback)
            throw new UsageException($"--api is '{url}': a token is not sent without TLS. Use https.");
        var http = new HttpClient { BaseAddress = address };
        if (token is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new(http);
    }
#pragma warning restore CA2000
}
