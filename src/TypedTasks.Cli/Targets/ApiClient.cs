using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Cli.Targets;

/// <summary>Asks the API of an application, and says in words what goes wrong.</summary>
internal sealed class ApiClient(HttpClient http) : IAsyncDisposable
{
    public static string Query(params IEnumerable<(string Name, string? Value)> parts)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in parts)
        {
            if (value is not null)
                text.Append(text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return text.ToString();
    }

    public async ValueTask<TOut> PostAsync<TIn, TOut>(string address, TIn body, JsonTypeInfo<TIn> type, JsonTypeInfo<TOut> result, CancellationToken cancellationToken)
        where TOut : class =>
        await SendAsync(() => new(HttpMethod.Post, address) { Content = JsonContent.Create(body, type) }, (answer, token) => answer.ReadFromJsonAsync(result, token), cancellationToken)
        ?? throw new RefusedException("There is no such flow, event or queue: it never was, or is no longer kept.");

    public ValueTask<T?> GetAsync<T>(string address, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => SendAsync(() => new(HttpMethod.Get, address), (answer, token) => answer.ReadFromJsonAsync(type, token), cancellationToken);

    public async ValueTask<T?> SendAsync<T>(Func<HttpRequestMessage> create, Func<HttpContent, CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var request = create();
            using var answer = await http.SendAsync(request, cancellationToken);
            if (answer.IsSuccessStatusCode)
                return await read(answer.Content, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.NotFound && request.Method == HttpMethod.Get)
                return null;
            throw await DescribeAsync(answer, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new NotReachableException($"The API at {http.BaseAddress} does not answer: {e.Message}");
        }
        catch (JsonException e)
        {
            throw new NotReachableException($"What answers at {http.BaseAddress} is not the API of this version: {e.Message}");
        }
    }

    private async ValueTask<Exception> DescribeAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = answer.Content.Headers.ContentType?.MediaType == "application/problem+json" ? Detail(await answer.Content.ReadAsStringAsync(cancellationToken)) : null;
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new RefusedException($"The API at {http.BaseAddress} does not know who asks: give a --token."),
            HttpStatusCode.Forbidden => new RefusedException(text ?? $"The API at {http.BaseAddress} does not let you do this."),
            HttpStatusCode.ServiceUnavailable => new NotReachableException(text ?? $"The API at {http.BaseAddress} does not reach its store or its broker."),
            _ => new RefusedException(text ?? $"The API at {http.BaseAddress} answers {(int)answer.StatusCode}."),
        };
    }

    private static string? Detail(string json)
    {
        try
        {
            using var problem = JsonDocument.Parse(json);
            return problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
        }
        catch (JsonException)
        {
            return null; // Somebody on the way has answered.
        }
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }
}
