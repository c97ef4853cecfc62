#include "emulator/pipedrive/settings/pipelines.hpp"

#include "emulator/pipedrive/api/answer.hpp"
#include "emulator/pipedrive/api/paging.hpp"
#include "emulator/pipedrive/api/stamp.hpp"

namespace emulator::pipedrive {

namespace {

Json pipeline_json(const World& world)
{
    const std::string added = stamp_v2(world.start);
    return Json::Object{{"id", only_pipeline_id},
                        {"name", world.pipeline_name},
                        {"order_nr", 1},
                        {"is_deleted", false},
                        {"is_deal_probability_enabled", false},
                        {"add_time", added},
                        {"update_time", added}};
}

Json stage_json(const World& world, const Stage& stage)
{
    const std::string added = stamp_v2(world.start);
    return Json::Object{{"id", stage.id},
                        {"order_nr", &stage - world.stages.data() + 1},
                        {"name", stage.name},
                        {"is_deleted", false},
                        {"deal_probability", 100},
                        {"pipeline_id", only_pipeline_id},
                        {"is_deal_rot_enabled", false},
                        {"days_to_rotten", nullptr},
                        {"add_time", added},
                        {"update_time", added}};
}

} // namespace

Response list_pipelines(const Call& call)
{
    Query query(call.request);
    page_request(query, call.request, query.choice("sort_by", {"id", "update_time", "add_time"}));
    return query.problem().empty()
               ? answer::page_v2(Json::Array{pipeline_json(call.context.world)}, nullptr)
               : answer::validation_failed(query.problem());
}

Response get_pipeline(const Call& call)
{
    return parse_integer(call.id) == only_pipeline_id
               ? answer::single(pipeline_json(call.context.world))
               : answer::not_found();
}

Response list_stages(const Call& call)
{
    const World& world = call.context.world;
    Query query(call.request);
    const auto pipeline = query.integer("pipeline_id");
    const PageRequest page =
        page_request(query,
                     call.request,
                     query.choice("sort_by", {"id", "update_time", "add_time", "order_nr"}));
    if (!query.problem().empty()) {
        return answer::validation_failed(query.problem());
    }
    std::vector<SortKey> keys; // all stages are as old as the company: their order is that of ids
    for (const Stage& stage : world.stages) {
        if (pipeline.value_or(only_pipeline_id) == only_pipeline_id) {
            keys.push_back({stage.id, stage.id});
        }
    }
    Json items = Json::array();
    Page found = page_of(keys, page);
    for (const std::size_t position : found.positions) {
        items.push_back(stage_json(world, world.stages[position]));
    }
    return answer::page_v2(std::move(items), std::move(found.next_cursor));
}

Response get_stage(const Call& call)
{
    const World& world = call.context.world;
    const auto id = parse_integer(call.id);
    const Stage* stage = id ? world.stage(*id) : nullptr;
    return stage == nullptr ? answer::not_found() : answer::single(stage_json(world, *stage));
}

} // namespace emulator::pipedrive
