using TypedTasks.Emulator.Http;
using TypedTasks.Emulator.Namespaces;

namespace TypedTasks.Emulator.Control;

/// <summary>
/// What the service has not and a test needs: namespaces of one's own, time that passes when told, what was used. JSON under
/// <c>/$emulator</c>, a path that no entity can have.
/// </summary>
internal sealed class ControlApi(NamespaceTable namespaces)
{
    private const string Namespaces = "namespaces";

    /// <summary>Answers a request in the namespace that its key opens.</summary>
    public HttpResponse Handle(EmulatorNamespace space, ControlRequest request)
    {
        try
        {
            var path = request.Path[ControlRequest.Root.Length..].Trim('/');
            var (place, rest) = path.IndexOf('/', StringComparison.Ordinal) is var at and >= 0 ? (path[..at], path[(at + 1)..]) : (path, "");
            return (request.Verb, place.ToLowerInvariant(), rest) switch
            {
                ("GET", Namespaces, "") => ListNamespaces(),
                ("POST", Namespaces, "") => CreateNamespace(request),
                ("DELETE", Namespaces, { Length: > 0 } name) => RemoveNamespace(name),
                ("GET", "time", "") => Time(space),
                ("POST", "time", "") => Advance(space, request),
                ("POST", "scheduled", "") => DeliverScheduled(space, request),
                ("GET", "entities", "") => EntityList.Answer(space),
                ("GET", "messages", "") => MessageApi.List(space, request),
                ("POST", "messages", "") => MessageApi.Send(space, request),
                ("POST", "move", "") => MessageApi.Move(space, request),
                ("POST", "rule", "") => MessageApi.TryRule(space, request),
                ("GET", "usage", "") => UsageReport.Answer(space.GetUsage()),
                ("DELETE", "usage", "") => UsageReport.Answer(space.ResetUsage()),
                _ => throw ControlException.NotFound($"{request.Verb} at '{request.Path}'"),
            };
        }
        catch (ControlException refusal)
        {
            return Json.Error(refusal.Status, refusal.Message);
        }
        catch (ObjectDisposedException gone)
        {
            return Json.Error(404, gone.Message);
        }
    }

    private HttpResponse ListNamespaces() => Json.Ok(json =>
    {
        json.WriteStartArray(Namespaces);
        foreach (var space in namespaces.All())
            json.WriteStringValue(space.Name);
        json.WriteEndArray();
    });

    private HttpResponse CreateNamespace(ControlRequest request)
    {
        var name = request.Read(static body => body.Text("name"));
        try
        {
            var made = namespaces.Create(name);
            return Json.Answer(201, json =>
            {
                json.WriteString("name", made.Name);
                json.WriteString("connectionString", made.ConnectionString);
                json.WriteString("administrationConnectionString", made.AdministrationConnectionString);
            });
        }
        catch (ArgumentException wrong)
        {
            throw new ControlException(wrong.Message.Contains("exists already", StringComparison.Ordinal) ? 409 : 400, FirstLine(wrong));
        }
        catch (InvalidOperationException full)
        {
            throw new ControlException(409, full.Message);
        }
    }

    private HttpResponse RemoveNamespace(string name)
    {
        if (name == namespaces.First.Name)
            throw new ControlException(409, $"'{name}' is the first namespace, which lives as long as the emulator.");
        if (!namespaces.Remove(name))
            throw ControlException.NotFound($"namespace '{name}'");
        return Json.Ok(json => json.WriteString("name", name));
    }

    private static HttpResponse Time(EmulatorNamespace space) => Json.Ok(json => json.Duration("ahead", space.Ahead));

    private static HttpResponse Advance(EmulatorNamespace space, ControlRequest request)
    {
        var time = request.Read(static body => body.Duration("advance") ?? throw body.Missing("advance"));
        try
        {
            space.Advance(time);
        }
        catch (ArgumentOutOfRangeException wrong)
        {
            throw new ControlException(400, FirstLine(wrong));
        }

        return Time(space);
    }

    private static HttpResponse DeliverScheduled(EmulatorNamespace space, ControlRequest request)
    {
        var entity = request.Read(static body => body.Name("entity"));
        try
        {
            var count = space.DeliverScheduled(entity);
            return Json.Ok(json => json.WriteNumber("delivered", count));
        }
        catch (ArgumentException wrong)
        {
            throw new ControlException(404, wrong.Message);
        }
    }

    // The framework adds the name of the parameter and the value, which mean nothing here.
    private static string FirstLine(ArgumentException exception) =>
        exception.Message.Split([" (Parameter", "\n"], StringSplitOptions.None)[0];
}
