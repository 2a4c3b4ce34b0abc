using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NewsMonitor.LocalRuntime.Activations;
using NewsMonitor.LocalRuntime.Calls;
using NewsMonitor.LocalRuntime.Types;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace NewsMonitor.LocalRuntime.Hosting;

/// <summary>The runtime of one process: every grain that is active in it, and the way to them.</summary>
internal sealed partial class LocalSilo : IDisposable
{
    private static readonly DeactivationReason ShuttingDown = new(DeactivationReasonCode.ShuttingDown, "The host stops.");

    private readonly ILogger _logger;
    private volatile bool _isStopping;

    public LocalSilo(IServiceProvider services, TimeProvider clock, IOptions<GrainCollectionOptions> collection, ILogger<LocalSilo> logger)
    {
        Services = services;
        Clock = clock;
        Collection = collection.Value;
        Deadlines = new Deadlines(clock);
        _logger = logger;
    }

    public bool IsStopping => _isStopping;

    public IServiceProvider Services { get; }

    public TimeProvider Clock { get; }

    public GrainCollectionOptions Collection { get; }

    public GrainTypes Types { get; } = new();

    public ConcurrentDictionary<MethodInfo, GrainMethod> Methods { get; } = new();

    public Deadlines Deadlines { get; }

    public ActivationDirectory Activations { get; } = new();

    /// <summary>Brings a call to the grain's activation, which is made if there is none.</summary>
    public void Send(GrainId target, Call call)
    {
        while (true)
        {
            if (!Activations.TryGet(target, out var activation))
            {
                if (IsStopping)
                {
                    Refuse(call, target);
                    return;
                }

                activation = Activations.GetOrAdd(new Activation(this, target));
            }

            if (!activation!.TryReceive(call))
                continue;
            if (IsStopping)
                activation.Deactivate(ShuttingDown);
            return;
        }
    }

    public static void Refuse(Call call, GrainId target) =>
        call.Fail(new SiloUnavailableException($"The host stops: {target} is not activated any more."));

    /// <summary>Ends all activations: running turns finish, OnDeactivateAsync runs, new activations are refused.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the activations.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        while (!Activations.IsEmpty)
        {
            Activation[] all = [.. Activations.All];
            foreach (var activation in all)
                activation.Deactivate(ShuttingDown);
            try
            {
                await Task.WhenAll(all.Select(a => a.Ended)).WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                LogNotEnded(Activations.All.Count(), string.Join(", ", Activations.All.Take(5)));
                return;
            }
        }
    }

    public void Dispose() => Deadlines.Dispose();
}
