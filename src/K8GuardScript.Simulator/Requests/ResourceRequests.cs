using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Access;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Reading;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Writing;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Requests;

/// <summary>Sends a request about objects to the verb that answers it.</summary>
internal sealed class ResourceRequests
{
    private readonly ClusterState cluster;
    private readonly ListObjects list;
    private readonly CreateObject create;
    private readonly UpdateObject update;
    private readonly ApplyObject apply;
    private readonly DeleteObject delete;
    private readonly EvictPod evict;
    private readonly BindPod bind;
    private readonly ScaleObject scale;
    private readonly Reviews reviews;
    private readonly TokenRequests tokens;

    public ResourceRequests(ClusterState cluster)
    {
        this.cluster = cluster;
        this.list = new ListObjects(cluster);
        this.create = new CreateObject(cluster);
        this.update = new UpdateObject(cluster, this.create);
        this.apply = new ApplyObject(cluster, this.create, this.update);
        delete = new DeleteObject(cluster);
        evict = new EvictPod(cluster);
        bind = new BindPod(cluster);
        scale = new ScaleObject(cluster, this.update);
        reviews = new Reviews(cluster);
        tokens = new TokenRequests(cluster);
    }

    public async Task<IAnswer> AnswerAsync(RequestTarget target, Caller caller, HttpRequest request, CancellationToken cancellation)
    {
        if (!this.cluster.Catalog.HasGroup(target.Group)) return TextAnswer.PageNotFound;
        if (!this.cluster.Catalog.Find(target.Group, target.Version, target.Plural, out var type)) throw ApiError.UnknownResource();
        CheckScope(target, type);
        var form = new ObjectForm(type, AcceptHeader.Choose(request.Headers.Accept), this.cluster.Clock);
        var call = new ResourceCall(type, target, form, new QueryValues(request.Query), request);
        if (type.IsAskedOnly) return await AskAsync(call, caller, cancellation);
        return (target.Name.Length, target.Subresource) switch
        {
            (0, _) => await CollectionAsync(call, cancellation),
            (_, "") => await ObjectAsync(call, cancellation),
            (_, "status") when type.HasStatus => await StatusAsync(call, cancellation),
            (_, "eviction" or "binding") when type.Id == BuiltInResources.Pods => await ActAsync(call, cancellation),
            (_, "scale") when type.Scale is { } paths => await ScaleAsync(call, paths, cancellation),
            (_, "token") when type.Subresources.Contains("token") => await tokens.AnswerAsync(call, cancellation),
            _ => throw UnknownSubresource(call),
        };
    }

    private async Task<IAnswer> AskAsync(ResourceCall call, Caller caller, CancellationToken cancellation) =>
        call.Target.Name.Length == 0 && call.Http.Method == "POST" && call.Type.Verbs.Contains("create")
            ? reviews.Answer(call.Type, caller, call.Target, (await call.ObjectAsync(cancellation)).Body)
            : throw ApiError.MethodNotAllowed();

    /// <summary>Some that real servers have are told of in discovery and can't be used here.</summary>
    private static ApiError UnknownSubresource(ResourceCall call) => call.Type.Subresources.Contains(call.Target.Subresource)
        ? ApiError.MethodNotAllowed()
        : ApiError.UnknownResource();

    private static void CheckScope(RequestTarget target, ResourceType type)
    {
        // every namespaced resource can be listed over all namespaces, but its objects have one
        if (target.HasNamespace ? !type.Namespaced : type.Namespaced && target.Name.Length > 0) throw ApiError.UnknownResource();
    }

    private async Task<IAnswer> CollectionAsync(ResourceCall call, CancellationToken cancellation)
    {
        var wholeCluster = call.Type.Namespaced && !call.Target.HasNamespace;
        switch (call.Http.Method)
        {
            case "GET":
                return await ReadManyAsync(call, cancellation);
            case "POST" when !wholeCluster:
                var create = call.Write("CreateOptions");
                return this.create.Answer(create, await call.ObjectAsync(cancellation));
            case "DELETE" when !wholeCluster && call.Type.Verbs.Contains("deletecollection"):
                var options = DeleteOptions.Parse(call.Query, await call.BodyAsync(cancellation));
                var list = ListOptions.Parse(call.Query, watchPath: false);
                return delete.AnswerAll(call.Write("DeleteOptions"), new Selection(call.Type, call.Target, list), options);
            default:
                throw ApiError.MethodNotAllowed();
        }
    }

    private async Task<IAnswer> ReadManyAsync(ResourceCall call, CancellationToken cancellation)
    {
        var options = ListOptions.Parse(call.Query, call.Target.IsWatchPath);
        var selection = new Selection(call.Type, call.Target, options);
        return options.Watch
            ? new WatchAnswer(this.cluster, call.Type, selection, options, call.Form)
            : await this.list.AnswerAsync(call.Type, selection, options, call.Form, cancellation);
    }

    private async Task<IAnswer> ObjectAsync(ResourceCall call, CancellationToken cancellation)
    {
        switch (call.Http.Method)
        {
            case "GET" when call.Target.IsWatchPath || call.Query.Flag("watch") == true:
                return await ReadManyAsync(call, cancellation);
            case "GET":
                return await GetAsync(call, cancellation);
            case "PUT":
                var update = call.Write("UpdateOptions");
                return this.update.Replace(update, await call.ObjectAsync(cancellation));
            case "PATCH":
                return await PatchAsync(call, cancellation);
            case "DELETE":
                var options = DeleteOptions.Parse(call.Query, await call.BodyAsync(cancellation));
                return delete.Answer(call.Write("DeleteOptions"), options);
            default:
                throw ApiError.MethodNotAllowed();
        }
    }

    private async Task<IAnswer> StatusAsync(ResourceCall call, CancellationToken cancellation) => call.Http.Method switch
    {
        "GET" => await GetAsync(call, cancellation),
        "PUT" => this.update.Replace(call.Write("UpdateOptions"), await call.ObjectAsync(cancellation)),
        "PATCH" => await PatchAsync(call, cancellation),
        _ => throw ApiError.MethodNotAllowed(),
    };

    private async Task<IAnswer> PatchAsync(ResourceCall call, CancellationToken cancellation)
    {
        var request = call.Write("PatchOptions");
        return call.IsApply
            ? this.apply.Answer(request, await call.ConfigurationAsync(request, cancellation))
            : this.update.Patch(request, await call.PatchAsync(request, cancellation));
    }

    private async Task<IAnswer> ScaleAsync(ResourceCall call, ScalePaths paths, CancellationToken cancellation) => call.Http.Method switch
    {
        "GET" => scale.Read(call.Write("GetOptions"), paths),
        "PUT" => scale.Replace(call.Write("UpdateOptions"), paths, (await call.ObjectAsync(cancellation)).Body),
        "PATCH" => await PatchScaleAsync(call, paths, cancellation),
        _ => throw ApiError.MethodNotAllowed(),
    };

    /// <summary>What is done to a pod by posting an order.</summary>
    private async Task<IAnswer> ActAsync(ResourceCall call, CancellationToken cancellation)
    {
        if (call.Http.Method != "POST") throw ApiError.MethodNotAllowed();
        var request = call.Write("CreateOptions");
        var body = (await call.ObjectAsync(cancellation)).Body;
        return call.Target.Subresource == "binding"
            ? bind.Answer(request, body)
            : evict.Answer(request, DeleteOptions.Parse(call.Query, body["deleteOptions"] as JsonObject ?? []));
    }

    private async Task<IAnswer> PatchScaleAsync(ResourceCall call, ScalePaths paths, CancellationToken cancellation)
    {
        var request = call.Write("PatchOptions");
        return scale.Patch(request, paths, await call.PatchAsync(request, cancellation));
    }

    private async Task<IAnswer> GetAsync(ResourceCall call, CancellationToken cancellation)
    {
        await Freshness.WaitAsync(this.cluster, call.Query.Text("resourceVersion"), cancellation);
        var stored = this.cluster.Store.Read(call.Type.StoredAs).Objects.GetValueOrDefault(call.Name)
            ?? throw ApiError.NotFound(call.Type.Id, call.Target.Name);
        return new JsonAnswer(StatusCodes.Status200OK, call.Form.Object(stored));
    }
}
