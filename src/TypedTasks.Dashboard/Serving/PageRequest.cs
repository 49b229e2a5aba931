using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.AspNetCore.Api;
using TypedTasks.Dashboard.Html;
using TypedTasks.Generated;
using TypedTasks.Operations;

namespace TypedTasks.Dashboard.Serving;

/// <summary>Somebody asks for a page, or for something to be done.</summary>
internal sealed class PageRequest(HttpContext context, TypedTasksDashboardOptions options, IServiceProvider services, int depth, bool mayOperate)
{
    public HttpContext Context => context;

    public TypedTasksDashboardOptions Options => options;

    public IFlowReader Reader { get; } = services.GetRequiredService<IFlowReader>();

    public IFlowActions Actions => services.GetRequiredService<IFlowActions>();

    public IWorkers Workers => services.GetRequiredService<IWorkers>();

    /// <summary>The tasks that this process knows; null where it is none that runs or starts any.</summary>
    public ITaskDirectory? Tasks => services.GetService<ITaskDirectory>();

    public Root Root { get; } = new(depth);

    public bool MayOperate => mayOperate;

    /// <summary>The dashboards of the application that the caller may look at; none where there is but this one.</summary>
    public required IReadOnlyList<StoreLink> Stores { get; init; }

    public DateTimeOffset Now => (services.GetService<TimeProvider>() ?? TimeProvider.System).GetUtcNow();

    /// <summary>Where the feed of changes was before anything was read for the page: what the page follows begins there, so nothing falls between the page and its feed.</summary>
    public string? Position { get; private set; }

    public CancellationToken Cancelled => context.RequestAborted;

    public string? User => context.User.Identity is { IsAuthenticated: true } ? Callers.NameOf(context.User) ?? "Signed in" : null;

    /// <summary>A parameter of the address; null where it is empty.</summary>
    public string? Query(string name) => context.Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    public async ValueTask MarkPositionAsync() => Position = (await Reader.GetChangesAsync(null, Cancelled).ConfigureAwait(false)).Position;

    /// <summary>Tells the script what the page shows, and since when.</summary>
    /// <param name="feed">The address of its changes.</param>
    public Action<Markup> Follow(PageLink feed) => page => page.Write($"""<div data-follow="{feed.With("after", Position).Value}"></div>""");

    public string Route(string name) => context.Request.RouteValues[name] as string ?? "";

    /// <summary>Who does something, and why, of a form.</summary>
    /// <exception cref="ArgumentException">The reason is missing or too long.</exception>
    public ActionBy By(IFormCollection form) => new(User ?? Environment.UserName, form["reason"].ToString());

    /// <summary>What is looked for by something that the address says; null where that cannot be an id or a path either.</summary>
    public static async ValueTask<T?> FindAsync<T>(Func<ValueTask<T?>> read)
        where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (ArgumentException)
        {
            // Nothing has such a name.
            return null;
        }
    }

    public Frame Frame(string place, string title) => new(Root, place, title)
    {
        Name = options.Title,
        User = User,
        MayOperate = MayOperate,
        Stores = Stores,
        Now = Now,
        Said = Notices.Read(Query("said")),
    };
}
