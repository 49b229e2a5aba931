using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TypedTasks.Dashboard.Html;
using TypedTasks.Dashboard.Pages;
using TypedTasks.Dashboard.Serving;

namespace TypedTasks.Dashboard.Routes;

/// <summary>The addresses of the dashboard.</summary>
internal sealed class DashboardRoutes(TypedTasksDashboardOptions options, DashboardSet set)
{
    private const int MostForm = 1024 * 1024;

    public void Map(RouteGroupBuilder group)
    {
        Get(group, "/", 0, OverviewPage.GetAsync);
        Get(group, "/flows", 0, FlowsPage.GetAsync);
        Post(group, "/flows", 0, BulkPage.PostAsync);
        Get(group, "/flows.csv", 0, FlowExport.CsvAsync);
        Get(group, "/flows.json", 0, FlowExport.JsonAsync);
        Get(group, "/flows/{id}", 1, OneFlowPage.GetAsync);
        Post(group, "/flows/{id}", 1, OneFlowPage.PostAsync);
        Get(group, "/flows/{id}/step", 2, StepPage.GetAsync);
        Get(group, "/flows/{id}/members", 2, MembersPage.GetAsync);
        Get(group, "/flows/{id}/graph.svg", 2, OneFlowPage.GetPictureAsync);
        Get(group, "/flows/{id}/graph.mmd", 2, OneFlowPage.GetMermaidAsync);
        Get(group, "/flows/{id}/test.cs", 2, OneFlowPage.GetTestAsync);
        Get(group, "/tasks", 0, TasksPage.GetAsync);
        Get(group, "/task", 0, OneTaskPage.GetAsync);
        Post(group, "/task", 0, OneTaskPage.PostAsync);
        Get(group, "/queues", 0, QueuesPage.GetAsync);
        Get(group, "/dead-letters", 0, DeadLettersPage.GetAsync);
        Post(group, "/dead-letters", 0, DeadLettersPage.PostAsync);
        Get(group, "/schedules", 0, SchedulesPage.GetAsync);
        Post(group, "/schedules", 0, SchedulesPage.PostAsync);
        Get(group, "/waits", 0, WaitsPage.GetAsync);
        Post(group, "/waits", 0, WaitsPage.PostAsync);
        Get(group, "/workers", 0, WorkersPage.GetAsync);
        Post(group, "/workers", 0, WorkersPage.PostAsync);
        Get(group, "/actions", 0, ActionsPage.GetAsync);
        group.MapGet("/live", context => FollowAsync(context, 0));
        group.MapGet("/flows/{id}/live", context => FollowAsync(context, 2));
        group.MapGet("/assets/{name}", AssetAsync);
    }

    private void Get(RouteGroupBuilder group, string path, int depth, Func<PageRequest, ValueTask<Page>> page) => group.MapGet(path, async context =>
    {
        // Addresses are relative to the folder: the first page is one, and has to look like one.
        if (path == "/" && context.Request.Path.Value is { } asked && !asked.EndsWith('/'))
        {
            context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
            context.Response.Headers.Location = Uri.EscapeDataString(asked[(asked.LastIndexOf('/') + 1)..]) + "/";
            return;
        }

        if (await AdmitAsync(context, depth).ConfigureAwait(false) is { } request)
            await AnswerAsync(request, () => page(request)).ConfigureAwait(false);
    });

    private void Post(RouteGroupBuilder group, string path, int depth, Func<PageRequest, IFormCollection, ValueTask<Page>> page) => group.MapPost(path, async context =>
    {
        if (await AdmitAsync(context, depth).ConfigureAwait(false) is not { } request)
            return;
        if (!request.MayOperate)
        {
            await Access.RefuseAsync(context, Entitlement.Out).ConfigureAwait(false);
            return;
        }

        if (!Origins.IsOwn(context.Request))
        {
            await SendAsync(context, Problem(request, StatusCodes.Status403Forbidden, "Refused", "This was sent by a page of another site, or by a program. Programs use the API.")).ConfigureAwait(false);
            return;
        }

        if (!context.Request.HasFormContentType || context.Request.ContentLength is null or > MostForm)
        {
            await SendAsync(context, Problem(request, StatusCodes.Status400BadRequest, "Not understood", "A form of at most 1 MB is expected here.")).ConfigureAwait(false);
            return;
        }

        await AnswerAsync(request, async () => await page(request, await context.Request.ReadFormAsync(request.Cancelled).ConfigureAwait(false)).ConfigureAwait(false)).ConfigureAwait(false);
    });

    /// <summary>Lets somebody in who may look; otherwise the answer is given.</summary>
    private async ValueTask<PageRequest?> AdmitAsync(HttpContext context, int depth)
    {
        SecurityHeaders.Set(context.Response);
        var read = await Access.JudgeAsync(context, options.ReadPolicy).ConfigureAwait(false);
        if (read != Entitlement.In)
        {
            await Access.RefuseAsync(context, read).ConfigureAwait(false);
            return null;
        }

        var mayOperate = await Access.JudgeAsync(context, options.OperatePolicy).ConfigureAwait(false) == Entitlement.In;
        return new(context, options, options.Services ?? context.RequestServices, depth, mayOperate) { Stores = await set.SeenFromAsync(context, options).ConfigureAwait(false) };
    }

    private async Task FollowAsync(HttpContext context, int depth)
    {
        if (await AdmitAsync(context, depth).ConfigureAwait(false) is not { } request)
            return;
        try
        {
            await LiveFeed.WriteAsync(request, depth == 0 ? null : request.Route("id")).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader has left the page: that is how it ends.
            return;
        }
        catch (StoreException e) when (!context.Response.HasStarted)
        {
            await SendAsync(context, Problem(request, StatusCodes.Status503ServiceUnavailable, "The store does not answer", e.Message)).ConfigureAwait(false);
        }
    }

    private static async Task AnswerAsync(PageRequest request, Func<ValueTask<Page>> make)
    {
        Page page;
        try
        {
            await request.MarkPositionAsync().ConfigureAwait(false);
            page = await make().ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            // What an argument is called in the code is of no use to the reader.
            page = Problem(request, StatusCodes.Status400BadRequest, "Not done", e.Message.Split(" (Parameter ")[0]);
        }
        catch (BadHttpRequestException e)
        {
            page = Problem(request, e.StatusCode, "Not understood", e.Message);
        }
        catch (StoreException e)
        {
            // A full disk answers who looks, and refuses who wants something written.
            page = Problem(request, StatusCodes.Status503ServiceUnavailable, HttpMethods.IsGet(request.Context.Request.Method) ? "The store does not answer" : "Not done: the store did not take it", e.Message);
        }
        catch (TransportException e)
        {
            page = Problem(request, StatusCodes.Status503ServiceUnavailable, "The broker does not answer", e.Message);
        }
        catch (NotSupportedException e)
        {
            page = Problem(request, StatusCodes.Status501NotImplemented, "Not possible here", e.Message);
        }
        catch (InvalidOperationException e)
        {
            DashboardLog.Failed(request.Context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("TypedTasks.Dashboard"), e);
            page = Problem(request, StatusCodes.Status500InternalServerError, "Not possible here", e.Message);
        }

        await SendAsync(request.Context, page).ConfigureAwait(false);
    }

    private static Page Problem(PageRequest request, int status, string title, string text) =>
        Page.Of(request, "none", title, page => page.Write($"""<h1>{title}</h1><p class="card"><bdi>{text}</bdi></p>"""), status);

    private static async Task SendAsync(HttpContext context, Page page)
    {
        var response = context.Response;
        response.StatusCode = page.Status;
        if (page.Location is { } location)
        {
            response.Headers.Location = location;
            return;
        }

        response.ContentType = page.Type;
        response.ContentLength = page.Bytes.Length;
        response.Headers.CacheControl = "no-store";
        if (page.FileName is { } name)
            response.Headers.ContentDisposition = $"attachment; filename=\"{new string([.. name.Where(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')])}\"";
        _ = await response.BodyWriter.WriteAsync(page.Bytes, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Style sheet and script have nothing to hide, and are wanted by the page of a refusal, too.</summary>
    private static async Task AssetAsync(HttpContext context)
    {
        SecurityHeaders.Set(context.Response);
        if (Asset.Find(context.Request.RouteValues["name"] as string ?? "") is not { } asset)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = asset.Type;
        context.Response.ContentLength = asset.Bytes.Length;
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        _ = await context.Response.BodyWriter.WriteAsync(asset.Bytes, context.RequestAborted).ConfigureAwait(false);
    }
}
