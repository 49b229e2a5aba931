using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.Logging;
using TypedTasks.Emulator.Amqp;
using TypedTasks.Emulator.Control;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Explorer;
using TypedTasks.Emulator.Management;
using TypedTasks.Emulator.Namespaces;

namespace TypedTasks.Emulator.Http;

/// <summary>What lives at which path: the health of the server, and the entities.</summary>
internal sealed class HttpRoutes(NamespaceTable namespaces, HttpGate gate, Broker broker, ILogger logger)
{
    private const string EntryType = "application/atom+xml;type=entry;charset=utf-8";
    private const string FeedType = "application/atom+xml;type=feed;charset=utf-8";

    private const string HealthType = "application/json";

    private readonly ControlApi control = new(namespaces);

    /// <summary>Refuses who comes by a foreign name or from a foreign page.</summary>
    public void CheckPlace(HttpRequest request, bool isSecure) => gate.CheckPlace(request, isSecure);

    /// <summary>Answers a request whose head has been read; its body is read when it is known who sends it.</summary>
    public HttpResponse Answer(HttpRequest request, bool isSecure, Func<byte[]> readBody)
    {
        try
        {
            gate.CheckPlace(request, isSecure);
            if (request.RawPath == "/health")
                return request.Method == "GET" ? Health() : HttpResponse.Text(405, "The health can only be read: use GET.");
            // A browser comes without a token; administration clients find nothing at this address.
            if (request is { RawPath: "/", Method: "GET" } && request.Header("Authorization") is null)
                return ExplorerPage.Answer();
            var keyName = gate.CheckKey(request);
            var space = namespaces.Open(keyName) ?? throw new HttpException(401, NamespaceName.Unknown(keyName));
            var path = request.Path.Trim('/');
            if (ControlRequest.IsAt(path))
                return control.Handle(space, new(request.Method, path, request.ReadQuery(), readBody()));
            var answer = space.Management.Handle(new(
                request.Method, path, request.ReadQuery(), readBody(), request.Header("If-Match") == "*", request.Host, isSecure));
            return Xml(answer.Status, answer.Body);
        }
        catch (ManagementException refusal)
        {
            return Error(refusal.Status, refusal.Message, request.Path);
        }
        catch (HttpException refusal) when (refusal.Status == 401)
        {
            Log.TokenRefused(logger, refusal.Message);
            return ControlRequest.IsAt(request.Path.Trim('/'))
                ? Json.Error(401, refusal.Message)
                : Error(401, $"SubCode=40103. {refusal.Message}", request.Path);
        }
    }

    private HttpResponse Health() => broker.Ailment is null
        ? new(200, HealthType, [.. """{"status":"healthy","message":"Service is healthy."}"""u8])
        : new(503, HealthType, [.. """{"status":"unhealthy","message":"Service is unhealthy."}"""u8]);

    private static HttpResponse Xml(int status, XElement? body) => body is null
        ? new(status)
        : new(status, body.Name.LocalName == "feed" ? FeedType : EntryType, Encoding.UTF8.GetBytes(XmlText.Write(body)));

    private HttpResponse Error(int status, string detail, string path)
    {
        var trace = $"To know more visit https://aka.ms/sbResourceMgrExceptions. TrackingId:{Broker.Tracking()}, "
            + $"SystemTracker:sbemulatorns:{path.Trim('/')}, Timestamp:{broker.Time.GetUtcNow():s}";
        return Xml(status, new XElement("Error", new XElement("Code", status), new XElement("Detail", $"{detail} {trace}"))) with { ContentType = "application/xml;charset=utf-8" };
    }
}
