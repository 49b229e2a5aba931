//aot
using static Corpus.Photos.Tasks;

namespace Corpus;

static class P
{
    public static async Task<int> Flow(ITaskClient client, List<int> numbers) => await (await client.EnqueueAsync(Sum(), numbers)).WaitAsync();
}
