using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using TypedTasks.Amqp.Security;
using TypedTasks.ServiceBus;
using TypedTasks.ServiceBus.Topology;

namespace TypedTasks.Amqp.Topology;

/// <summary>Reads and makes queues over the management API: ATOM over HTTP. It needs the right Manage.</summary>
internal sealed class AtomAdministration(Uri address, ITokenSource tokens, TimeSpan timeout, HttpMessageHandler handler) : IQueueAdministration
{
    private const string Version = "api-version=2021-05";
    private const int AmqpPort = 5672;
    private const int EmulatorPort = 5300;
    private readonly HttpClient http = new(handler) { Timeout = timeout };

    public Uri Address => address;

    /// <summary>The management API that belongs to the options; null where nobody can tell: an emulator at a port of its own.</summary>
    public static AtomAdministration? Of(
        ServiceBusConnectionString target, ITokenSource tokens, ServiceBusOptions options, TimeProvider time)
    {
        if (options.AdministrationConnectionString is { } text)
        {
            target = ServiceBusConnectionString.Parse(text);
            tokens = target.Signature is { } signature
                ? new SignatureTokenSource(signature)
                : new SharedKeyTokenSource(target.KeyName!, target.Key!, options.TokenLifetime, time);
        }

        if (AddressOf(target, isGiven: options.AdministrationConnectionString is not null) is not { } address)
            return null;
        var handler = new SocketsHttpHandler { UseProxy = !target.IsEmulator, AllowAutoRedirect = false };
        return new(address, tokens, options.OperationTimeout, handler);
    }

    /// <summary>Reads a queue; null if there is none.</summary>
    public async Task<QueueDescription?> FindAsync(string queue, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, queue, null, cancellationToken).ConfigureAwait(false);
        return response.StatusCode == HttpStatusCode.NotFound ? null : QueueEntry.Read(await ReadAsync(response, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Makes a queue; one that somebody else has made meanwhile stays as it is.</summary>
    public async Task CreateAsync(string queue, QueueSettings settings, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Put, queue, QueueEntry.Write(settings), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the namespace is of the tier that has neither transactions nor duplicate detection.</summary>
    public async Task<bool> IsBasicAsync(CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, "$namespaceinfo", null, cancellationToken).ConfigureAwait(false);
        var answer = await ReadAsync(response, cancellationToken).ConfigureAwait(false);
        return answer.Descendants().Any(static e => e.Name.LocalName == "MessagingSKU" && e.Value == "Basic");
    }

    public void Dispose() => http.Dispose();

    private static Uri? AddressOf(ServiceBusConnectionString target, bool isGiven)
    {
        var port = (target.IsEmulator, target.Port) switch
        {
            (true, AmqpPort) => EmulatorPort,
            (false, 5671) => 443,
            var (_, own) when isGiven => own,
            _ => 0,
        };
        return port == 0 ? null : new UriBuilder(target.IsEmulator ? "http" : "https", target.Host, port).Uri;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, XDocument? body, CancellationToken cancellationToken)
    {
        var url = new Uri(address, $"{string.Join('/', path.Split('/').Select(Uri.EscapeDataString)).Replace("%24", "$", StringComparison.Ordinal)}?{Version}");
        var token = await tokens.GetTokenAsync($"sb://{address.Host}/{path}", cancellationToken).ConfigureAwait(false);
        using var request = new HttpRequestMessage(method, url);
        request.Headers.TryAddWithoutValidation("Authorization", tokens.TokenType == "jwt" ? $"Bearer {token.Value}" : token.Value);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToString(SaveOptions.DisableFormatting), Encoding.UTF8, new MediaTypeHeaderValue("application/atom+xml"));
        }

        try
        {
            var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode || response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
                return response;
            using (response)
                throw Refusal(response.StatusCode);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new TransportException($"The management API at {address} cannot be reached: {e.Message}", e);
        }
    }

    private TransportException Refusal(HttpStatusCode status) => status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        ? new($"The management API at {address} refused the credentials ({(int)status}): they need the right Manage.") { IsTransient = false }
        : new($"The management API at {address} answered with {(int)status}.") { IsTransient = (int)status >= 500 };

    private async Task<XDocument> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return await XDocument.LoadAsync(stream, LoadOptions.None, cancellationToken).ConfigureAwait(false);
        }
        catch (XmlException e)
        {
            throw new TransportException($"What answers at {address} is not the management API of Service Bus.", e) { IsTransient = false };
        }
    }
}
