using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace TypedTasks.Hosting.Alerts;

/// <summary>Posts alerts to the address of the application.</summary>
internal sealed class Webhook(IHttpClientFactory clients, IOptions<AlertWebhookOptions> options)
{
    /// <summary>The name under which an application may configure the HTTP client.</summary>
    public const string HttpClientName = WebhookTask.Name;

    /// <exception cref="HttpRequestException">It was not taken; a retry posts it again.</exception>
    public async Task PostAsync(FlowAlert alert, string alertId, CancellationToken cancellationToken)
    {
        var body = Write(alert, alertId);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Url) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
        if (options.Value.Secret is { Length: > 0 } secret)
            request.Headers.Add("X-TypedTasks-Signature", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}");
        using var client = clients.CreateClient(HttpClientName);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"The webhook has answered {(int)response.StatusCode} {response.ReasonPhrase}.", null, response.StatusCode);
    }

    // A post that is repeated has the same id.
    private static byte[] Write(FlowAlert alert, string alertId)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("text"u8, alert.Count > 1 ? $"{alert.Text} {alert.Count} flows stand so." : alert.Text);
            json.WriteString("id"u8, alertId);
            json.WriteString("kind"u8, alert.Kind.Word());
            json.WriteString("flowId"u8, alert.FlowId);
            json.WriteString("flowName"u8, alert.FlowName);
            json.WriteString("task"u8, alert.Task);
            json.WriteString("errorType"u8, alert.ErrorType);
            json.WriteString("fingerprint"u8, alert.Fingerprint);
            json.WriteString("at"u8, alert.At);
            json.WriteNumber("count"u8, alert.Count);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
